"""Components of the screens: most are shared by several, a few serve a single one."""
