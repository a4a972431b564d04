// @ts-check
// Whether the page is connected to its server, as Streamlit marks it on the page.

const MARK = "data-test-connection-state";

// Call `act` whenever the connection has been lost and is there again; the answer ends that. Without the mark
// nothing is called, and a new server hears of the page with the reader's next turn.
export function onReturn(/** @type {() => void} */ act) {
  const app = document.querySelector(`[${MARK}]`);
  if (!app) return () => {};
  let connected = app.getAttribute(MARK) === "CONNECTED";
  const observer = new MutationObserver(() => {
    const now = app.getAttribute(MARK) === "CONNECTED";
    if (now && !connected) act();
    connected = now;
  });
  observer.observe(app, { attributes: true, attributeFilter: [MARK] });
  return () => observer.disconnect();
}
