// The filter: rows stay that have every word, sections that have such a row or the words in their title.
(() => {
  const box = document.getElementById("filter");
  const told = document.getElementById("told");
  if (!box) return;
  box.closest("form").hidden = false;
  const sections = [...document.querySelectorAll("details")].map((section) => ({
    section,
    title: section.querySelector("summary").textContent.toLowerCase(),
    rows: [...section.querySelectorAll("tbody tr")].map((row) => [row, row.textContent.toLowerCase()]),
  }));
  const filter = () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { section, title, rows } of sections) {
      let left = 0;
      for (const [row, text] of rows) {
        row.hidden = !words.every((word) => text.includes(word) || title.includes(word));
        if (!row.hidden) left += 1;
      }
      const named = words.every((word) => title.includes(word));
      section.hidden = left === 0 && !named;
      shown += left;
    }
    told.textContent = words.length ? `${shown} shown` : "";
  };
  box.addEventListener("input", filter);
  box.closest("form").addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== box && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      box.focus();
    } else if (event.key === "Escape" && document.activeElement === box) {
      box.value = "";
      filter();
    }
  });
})();
