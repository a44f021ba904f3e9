// Types of what the scripts use and TypeScript's own libraries do not have.

declare var _flutter: any; // defined by flutter.js
declare var flet: any; // defined by boot.js, for Flet's client

// The scripts only look up HTML elements.
interface Element {
  checked?: boolean;
  content?: string;
  hidden: boolean;
  lang: string;
  tabIndex: number;
}

interface Navigator {
  readonly deviceMemory?: number;
  readonly storageBuckets?: any;
}

interface PerformanceEntry {
  readonly type?: string; // of a navigation
}

interface FileSystemFileHandle {
  createSyncAccessHandle(): Promise<any>;
}

declare module "*/pyodide.mjs";
declare module "*/pyodide.asm.mjs";
