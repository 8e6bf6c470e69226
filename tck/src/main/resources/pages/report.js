"use strict";
{
  const all = selector => [...document.querySelectorAll(selector)];
  const filter = document.getElementById("filter");
  const search = document.getElementById("search");
  const selects = all("#filter select");
  const chips = all("#filter .chip");
  const shown = document.getElementById("shown");
  const empty = document.getElementById("empty");
  const items = all("[data-verdict]").map(element => ({ element, words: null }));
  const folded = all("details.case");

  const isPressed = chip => chip.getAttribute("aria-pressed") === "true";
  const press = (chip, pressed) => chip.setAttribute("aria-pressed", String(pressed));
  const wordsOf = item => (item.words ??= item.element.textContent.toLowerCase());

  const matches = (item, verdicts, query) =>
    (verdicts.size === 0 || verdicts.has(item.element.dataset.verdict))
    && selects.every(select => !select.value || item.element.dataset[select.name] === select.value)
    && query.every(word => wordsOf(item).includes(word));

  const apply = () => {
    const verdicts = new Set(chips.filter(isPressed).map(chip => chip.value));
    const query = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const item of items) {
      item.element.hidden = !matches(item, verdicts, query);
      count += item.element.hidden ? 0 : 1;
    }
    for (const chapter of all(".chapter")) {
      chapter.hidden = !chapter.querySelector("[data-verdict]:not([hidden])");
    }
    shown.textContent = count === items.length ? `${count} entries` : `${count} of ${items.length} entries`;
    empty.hidden = count > 0;
  };

  const fold = open => folded.filter(each => !each.hidden).forEach(each => (each.open = open));

  const openTarget = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.matches("details")) {
      target.open = true;
    }
  };

  chips.forEach(chip => chip.addEventListener("click", () => {
    press(chip, !isPressed(chip));
    apply();
  }));
  selects.forEach(select => select.addEventListener("change", apply));
  search.addEventListener("input", apply);
  document.getElementById("open").addEventListener("click", () => fold(true));
  document.getElementById("close").addEventListener("click", () => fold(false));
  document.getElementById("reset").addEventListener("click", () => {
    search.value = "";
    selects.forEach(select => (select.value = ""));
    chips.forEach(chip => press(chip, false));
    apply();
  });

  for (const button of all("[data-copy]")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.parentElement.querySelector("code").textContent.trim());
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = "Copy"), 1500);
    });
  }

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    closed.forEach(each => (each.open = true));
  });
  addEventListener("afterprint", () => closed.forEach(each => (each.open = false)));
  addEventListener("hashchange", openTarget);

  filter.hidden = false;
  openTarget();
  apply();
}
