// @ts-check
// The address follows the page without a history entry, and can be copied.

// Keys that others put into the address and that stay there; a test holds this against link.FOREIGN.
const FOREIGN =
  /^(?:_.*|embed.*|utm_.*|[a-z_]*cl(?:ick|k)?id|gclsrc|gad_.*|[gw]braid|li_fat_id|igshid|igsh|mc_.*|hs[a-z]*_.*|hsctatracking|mkt_tok|pk_.*|mtm_.*|matomo_.*|piwik_.*|fb_.*|ref|ref_.*|refer.*|source|src|si|s_cid|s_kwcid|ef_id|trk|trkcampaign|cmp|cmpid|campaign|campaign_?id|spm|srsltid|epik|rdt_cid|sccid|vero_.*|oly_.*|wickedid|cjevent|mibextid|authuser|usp)$/is;

/** @import { Address as Sent } from "../message" */

export class Address {
  #newest = 0; // the edition of the address that stands there

  follow(/** @type {Sent} */ { query, edition }) {
    if (edition < this.#newest) return; // a message that was overtaken
    this.#newest = edition;
    const url = new URL(location.href);
    for (const key of [...url.searchParams.keys()]) if (!FOREIGN.test(key.trim())) url.searchParams.delete(key);
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
    // Commas and a few other signs need no escape in a query and read better without.
    url.search = url.searchParams.toString().replaceAll("%2C", ",").replaceAll("%28", "(").replaceAll("%29", ")");
    if (url.href !== location.href) history.replaceState(history.state, "", url);
  }
}

export async function copyLink(/** @type {HTMLButtonElement} */ button) {
  const words = button.textContent;
  try {
    await navigator.clipboard.writeText(location.href);
    button.textContent = "Link copied";
  } catch {
    // Without a secure connection there is no clipboard: offer the link to copy by hand.
    window.prompt("Copy this link:", location.href);
  }
  setTimeout(() => (button.textContent = words), 2000);
}
