// Takes the picture under the map away: once deck.gl has drawn its own, or as soon as the map is moved or is to show something else.
const QUIET_MS = 1000; // deck.gl has asked for nothing so long: all it draws is there
const OF_THE_MAP = /\/(basemap|tiles|areas)\//;
const MOVES = ["pointerdown", "wheel", "keydown"];
const opened = new WeakMap(); // what was to be seen when the place of this script was put on the page

export default function ({ parentElement, data }) {
  const sheet = parentElement.closest(".st-key-map_sheet");
  const show = (is) => sheet.classList.toggle("map-lives", !is);
  if (!opened.has(parentElement)) {
    opened.set(parentElement, data.shows);
    show(true);
    watch(sheet, () => show(false));
  }
  if (opened.get(parentElement) !== data.shows) show(false);
}

function watch(sheet, away) {
  const moved = (event) => event.target.closest(".stDeckGlJsonChart") && done();
  let rest;
  const asked = new PerformanceObserver((list) => {
    if (!list.getEntries().some((each) => OF_THE_MAP.test(each.name))) return;
    clearTimeout(rest);
    rest = setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), QUIET_MS);
  });
  function done() {
    asked.disconnect();
    clearTimeout(rest);
    for (const each of MOVES) sheet.removeEventListener(each, moved, true);
    away();
  }
  for (const each of MOVES) sheet.addEventListener(each, moved, { capture: true, passive: true });
  asked.observe({ type: "resource", buffered: true });
}
