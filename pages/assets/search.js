// The search box of the map: results while one types, by mouse or by keyboard. Names from data become text, never markup.
const LEAST_LETTERS = 2;
const PAUSE_MS = 120;
const WAYS = { ArrowDown: 1, ArrowUp: -1 };

export default function (component) {
  const root = component.parentElement.querySelector(".map-search");
  root.component = component;
  const input = root.querySelector("input");
  input.placeholder = component.data.words.placeholder;
  input.setAttribute("aria-label", component.data.words.label);
  input.hidden = false; // nameless until here
  root.querySelector("ul").setAttribute("aria-label", component.data.words.results);
  if (!root.box) root.box = boxOf(root, input, root.querySelector("ul"), root.querySelector(".told"));
}

function boxOf(root, input, list, told) {
  const box = { results: [], active: -1, waiting: 0, asking: null };

  const close = () => {
    clearTimeout(box.waiting);
    box.asking?.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    activate(-1);
  };

  const activate = (place) => {
    box.active = place;
    [...list.children].forEach((item, each) => item.setAttribute("aria-selected", each === place));
    const item = list.children[place];
    if (item) input.setAttribute("aria-activedescendant", item.id);
    else input.removeAttribute("aria-activedescendant");
    item?.scrollIntoView({ block: "nearest" });
  };

  const say = (text) => {
    told.textContent = text;
    told.classList.toggle("shown", Boolean(text) && !box.results.length);
  };

  const pick = (place) => {
    const result = box.results[place];
    if (!result) return;
    input.value = result.name;
    close();
    say("");
    root.component.setTriggerValue("picked", { kind: result.kind, key: result.key });
  };

  const show = (results) => {
    box.results = results;
    list.replaceChildren(...results.map((result, place) => option(root, result, place)));
    list.hidden = !results.length;
    input.setAttribute("aria-expanded", String(results.length > 0));
    activate(-1);
    const { nothing, count } = root.component.data.words;
    say(results.length ? count.replace("{n}", results.length) : nothing);
  };

  const ask = async () => {
    box.asking?.abort();
    box.asking = new AbortController();
    const { address, asked, words } = root.component.data;
    try {
      const answer = await fetch(`${address}?${new URLSearchParams({ ...asked, q: input.value })}`, { signal: box.asking.signal });
      if (!answer.ok) throw new Error(answer.status);
      show(await answer.json());
    } catch (error) {
      if (error.name === "AbortError") return;
      show([]);
      say(words.failed);
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(box.waiting);
    if (input.value.trim().length >= LEAST_LETTERS) {
      box.waiting = setTimeout(ask, PAUSE_MS);
      return;
    }
    close();
    box.results = [];
    say("");
  });
  input.addEventListener("focus", () => {
    if (box.results.length) {
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
    }
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const count = box.results.length;
    if (event.key in WAYS && !list.hidden && count) {
      event.preventDefault();
      activate(box.active < 0 && event.key === "ArrowUp" ? count - 1 : (box.active + WAYS[event.key] + count) % count);
    } else if (event.key === "Enter" && !list.hidden) {
      event.preventDefault();
      pick(Math.max(box.active, 0));
    } else if (event.key === "Escape") {
      if (list.hidden) input.value = "";
      close();
      say("");
    }
    event.stopPropagation();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => pick([...list.children].indexOf(event.target.closest("li"))));
  return box;
}

function option(root, { kind, name, detail, degree }, place) {
  const { words, colours } = root.component.data;
  const item = element("li", "");
  item.id = `map-search-${place}`;
  item.setAttribute("role", "option");
  const mark = element("i", "");
  mark.className = kind;
  if (degree) mark.style.background = colours[degree];
  const degreeInWords = degree ? words.degrees[degree] : "";
  item.append(mark, element("b", name), element("span", [words.kinds[kind], degreeInWords, detail].filter(Boolean).join(" · ")));
  return item;
}

function element(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}
