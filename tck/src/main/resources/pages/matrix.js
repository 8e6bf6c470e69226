"use strict";
{
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const search = document.getElementById("search");
  const which = document.getElementById("which");
  const shown = document.getElementById("shown");
  const areas = all(".area");
  const button = area => area.querySelector(".heading button");
  const isOpen = area => button(area).getAttribute("aria-expanded") === "true";
  const open = (area, isToBe) => button(area).setAttribute("aria-expanded", String(isToBe));

  const matches = (row, query) =>
    (which.value === "" || row.dataset[which.value] === "true")
    && query.every(word => row.textContent.toLowerCase().includes(word));

  const apply = () => {
    const query = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    let total = 0;
    for (const area of areas) {
      const rows = all("tr[data-clause]", area);
      const found = rows.filter(row => matches(row, query));
      total += rows.length;
      count += found.length;
      area.hidden = found.length === 0;
      for (const row of rows) {
        const isFound = found.includes(row);
        row.classList.toggle("folded", isFound && !isOpen(area));
        row.hidden = !isFound || !isOpen(area);
      }
    }
    shown.textContent = count === total ? `${total} clauses` : `${count} of ${total} clauses`;
  };

  const openAll = isToBe => {
    areas.forEach(area => open(area, isToBe));
    apply();
  };

  for (const area of areas) {
    button(area).addEventListener("click", () => {
      open(area, !isOpen(area));
      apply();
    });
  }
  search.addEventListener("input", apply);
  which.addEventListener("change", apply);
  document.getElementById("open").addEventListener("click", () => openAll(true));
  document.getElementById("close").addEventListener("click", () => openAll(false));
  document.getElementById("filter").hidden = false;
  apply();
}
