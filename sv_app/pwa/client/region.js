// The region of the helplines before Python has started, by the same rule as `pick_region` in
// sv_app/domain/regions.py.

const NOT_A_COUNTRY = /^(AA|Q[M-Z]|X[A-Z]|ZZ|001)$/;

/**
 * Return the region of the first locale that names a territory.
 * @param {readonly string[]} locales of the device, preferred first: `["fr-BE", "en"]`
 * @param {Object<string, string>} regions the code of the region by territory, or by locale
 * @returns {string}
 */
export function pickRegion(locales, regions) {
  for (const locale of locales) {
    const [language, ...parts] = locale.split(/[-_]/);
    const territory = parts.find((part) => /^([A-Za-z]{2}|[0-9]{3})$/.test(part))?.toUpperCase();
    if (!territory || NOT_A_COUNTRY.test(territory)) continue;
    return regions[`${language.toLowerCase()}-${territory}`] ?? regions[territory] ?? "other";
  }
  return "fr";
}
