// The address follows the page without a history entry, and can be copied.

const OURS = /^(?!embed|utm_)/;

export function follow(query) {
  const url = new URL(location.href);
  for (const key of [...url.searchParams.keys()]) if (OURS.test(key)) url.searchParams.delete(key);
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
  // Commas and a few other signs need no escape in a query and read better without.
  url.search = url.searchParams.toString().replaceAll("%2C", ",").replaceAll("%28", "(").replaceAll("%29", ")");
  if (url.href !== location.href) history.replaceState(history.state, "", url);
}

export async function copyLink(button) {
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
