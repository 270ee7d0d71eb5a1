"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (id) => document.getElementById(id);
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d");
  const form = one("filters"), search = one("search"), shown = one("shown"), keys = one("keys");
  const FACETS = ["kind", "layer", "label", "article"];

  const errors = all("ul.errors > li").map((item) => {
    const card = item.closest("article");
    const words = card.querySelector(".gold .text").textContent + "\n" + item.textContent;
    const text = words.normalize("NFC").toLowerCase();
    return { item, card, link: item.querySelector("a"), article: card.dataset.article, ...item.dataset,
      text, folded: plain(text) };
  });
  const sections = all("main > section");
  const options = all("input[type=checkbox]", form).map((box) => {
    return { box, facet: box.name, value: box.value, count: box.parentNode.querySelector(".count") };
  });
  const cells = all(".summary button");
  if (!errors.length) return;
  all("[hidden]").forEach((part) => { part.hidden = false; });
  document.documentElement.classList.add("scripted");
  all("aside > details").forEach((part) => { part.open = matchMedia("(min-width: 64rem)").matches; });

  // Filters: options of one group are alternatives, groups and the search add up
  const chosen = () => {
    const sets = Object.fromEntries(FACETS.map((facet) => [facet, new Set()]));
    options.forEach(({ box, facet, value }) => { if (box.checked) sets[facet].add(value); });
    return sets;
  };

  const matcher = () => {
    const query = search.value.normalize("NFC").toLowerCase().trim();
    const key = query === plain(query) ? "folded" : "text";  // typed without marks, it finds words with any
    return (error) => !query || error[key].includes(query);
  };

  const count = (number, what) => `${number.toLocaleString("en")} ${what}${number === 1 ? "" : "s"}`;

  function filter() {
    const sets = chosen(), found = matcher(), tally = new Map();
    const cards = new Map();
    let visible = 0;
    for (const error of errors) {
      const failed = FACETS.filter((facet) => sets[facet].size && !sets[facet].has(error[facet]));
      const matches = found(error);
      error.visible = matches && !failed.length;
      error.item.hidden = !error.visible;
      visible += error.visible;
      cards.set(error.card, (cards.get(error.card) || 0) + error.visible);
      if (!matches) continue;
      for (const facet of FACETS)  // what the option would show, the other groups as they are
        if (!failed.length || (failed.length === 1 && failed[0] === facet)) {
          const name = facet + " " + error[facet];
          tally.set(name, (tally.get(name) || 0) + 1);
        }
    }
    cards.forEach((number, card) => {
      card.hidden = !number;
      const of = card.querySelectorAll("ul.errors > li").length;
      card.querySelector("h3 small").textContent = number === of ? count(of, "error") : `${number} of ${count(of, "error")}`;
    });
    sections.forEach((section) => { section.hidden = !section.querySelector("article:not([hidden])"); });
    options.forEach(({ box, facet, value, count }) => {
      const number = tally.get(facet + " " + value) || 0;
      count.textContent = number;
      box.parentNode.classList.toggle("empty", !number);
    });
    cells.forEach((cell) => cell.setAttribute("aria-pressed", pressed(cell, sets)));
    const places = [...cards.values()].filter(Boolean).length;
    shown.textContent = visible === errors.length ? `All ${count(visible, "error")} shown, in ${count(places, "sentence")}`
      : `${visible} of ${count(errors.length, "error")} shown, in ${count(places, "sentence")}`;
  }

  const only = (set, value) => (value ? set.size === 1 && set.has(value) : !set.size);
  const pressed = (cell, sets) => !search.value && !sets.label.size && !sets.article.size &&
    only(sets.kind, cell.dataset.kind) && only(sets.layer, cell.dataset.layer);

  cells.forEach((cell) => {
    cell.disabled = false;
    cell.addEventListener("click", () => {
      form.reset();
      options.forEach(({ box, facet, value }) => { if (cell.dataset[facet] === value) box.checked = true; });
      filter();
    });
  });
  let waiting;
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => { event.preventDefault(); filter(); });
  form.addEventListener("reset", () => setTimeout(filter));

  // An error that is pointed at, focused or tapped shows its spans in both texts
  let lit = [], held = null;
  function light(item) {
    lit.forEach((element) => element.classList.remove("on", "around", "current"));
    lit = [];
    if (!item) return;
    const card = item.closest("article");
    const mark = (names, style) => names.split(" ").filter(Boolean).forEach((name) =>
      all(`[data-mark="${name}"]`, card).forEach((element) => { element.classList.add(style); lit.push(element); }));
    mark(item.dataset.around, "around");
    mark(item.dataset.marks, "on");
    item.classList.add("current");
    lit.push(item);
  }
  const itemOf = (event) => event.target.closest && event.target.closest("ul.errors > li");
  document.addEventListener("focusin", (event) => { const item = itemOf(event); if (item) light(held = item); });
  document.addEventListener("mouseover", (event) => { light(itemOf(event) || held); });
  document.addEventListener("click", (event) => { const item = itemOf(event); if (item) light(held = item); });

  // Steps from error to error
  function show(error) {
    error.link.focus({ preventScroll: true });
    light(held = error.item);
    const top = (element) => element.getBoundingClientRect().top;
    const bar = document.querySelector(".bar").offsetHeight + 16;
    const pinned = getComputedStyle(error.item).position === "sticky";
    const spans = lit.filter((element) => element.classList.contains("on"));
    // as much as there is room for: the whole sentence, what is lit of it, at least the error
    const way = () => {
      const bottom = error.item.getBoundingClientRect().bottom;
      const fits = [error.card, ...spans].find((element) => bottom - top(element) < innerHeight - bar);
      return top(pinned ? spans[0] || error.card : fits || error.item) - bar;
    };
    const settle = (frames) => {  // sentences come to their real height only when they come into view
      if (held !== error.item) return;
      if (Math.abs(way()) > 2) scrollBy(0, way());
      if (frames) requestAnimationFrame(() => settle(frames - 1));
    };
    settle(8);
  }
  function step(by) {
    const at = errors.findIndex((error) => error.item === held);
    const from = at < 0 && by < 0 ? 0 : at;
    for (let i = 1; i <= errors.length; i += 1) {
      const error = errors[(from + by * i + 2 * errors.length) % errors.length];
      if (error.visible) return show(error);
    }
  }
  one("next").addEventListener("click", () => step(1));
  one("previous").addEventListener("click", () => step(-1));
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input[type=search], textarea");
    if (typing && event.key === "Escape") { search.value = ""; filter(); }
    if (typing || !keys.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n" || event.key === "j") step(1);
    else if (event.key === "p" || event.key === "k") step(-1);
    else if (event.key === "/") {
      all("aside > details").forEach((part) => { part.open = true; });
      search.focus();
    } else return;
    event.preventDefault();
  });

  // An address with #id leads to its error though filters hide it
  function follow() {
    const error = errors.find(({ item }) => "#" + item.id === decodeURIComponent(location.hash));
    if (!error) return;
    if (!error.visible) { form.reset(); filter(); }
    show(error);
  }
  addEventListener("hashchange", follow);
  addEventListener("beforeprint", () => all("details.meanings").forEach((part) => { part.open = true; }));
  form.reset();
  filter();
  addEventListener("load", () => requestAnimationFrame(follow));  // after the browser's own jump
})();
