// The filter: entities stay that have every word, the type and the confidence; documents that have a mention of such.
(() => {
  const get = (id) => document.getElementById(id);
  const [box, kind, most, told] = ["filter", "kind", "most", "told"].map(get);
  if (!box) return;
  const form = box.closest("form");
  form.hidden = false;
  const rows = [...document.querySelectorAll("tbody tr")].map((row) => {
    // Examples have the names of others in them.
    const names = [...row.querySelector("th").childNodes, ...row.querySelectorAll("bdi")].map((part) => part.textContent);
    return { row, text: names.join(" ").toLowerCase(), ...row.dataset };
  });
  const known = new Map(rows.map((row) => [row.id, row.text]));
  const articles = [...document.querySelectorAll("article")].map((article) => ({
    article,
    mentions: [...article.querySelectorAll(".m")].map((m) => ({
      m,
      id: m.dataset.id,
      kind: m.dataset.kind,
      low: Number(m.dataset.c),
      doubtful: m.classList.contains("doubtful"),
      text: `${m.title.split(";")[0]} ${m.textContent}`.toLowerCase(),
    })),
  }));
  let shown = [];
  const confident = (low, doubtful) =>
    most.value === "" || (most.value === "doubtful" ? doubtful : low < Number(most.value));
  const filter = () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    const any = words.length > 0 || kind.value !== "" || most.value !== "";
    const fits = (item, text) =>
      (kind.value === "" || item.kind === kind.value) && words.every((word) => text.includes(word));
    let entities = 0;
    for (const row of rows) {
      row.row.hidden = !(fits(row, row.text) && confident(Number(row.low), row.doubtful !== "0"));
      if (!row.row.hidden) entities += 1;
    }
    for (const table of document.querySelectorAll("#entities .table")) {
      const empty = !table.querySelector("tbody tr:not([hidden])");
      table.hidden = empty;
      get(table.getAttribute("aria-labelledby")).hidden = empty;
    }
    shown = [];
    let documents = 0;
    for (const { article, mentions } of articles) {
      let left = 0;
      for (const item of mentions) {
        const text = `${known.get(item.id) ?? ""} ${item.text}`;
        const stays = fits(item, text) && confident(item.low, item.doubtful);
        item.m.classList.toggle("off", !stays);
        if (stays) {
          shown.push(item.m);
          left += 1;
        }
      }
      article.hidden = left === 0;
      if (left > 0) documents += 1;
    }
    const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;
    told.textContent = any
      ? `${count(entities, "entity", "entities")}; ${count(shown.length, "mention", "mentions")} in ${count(documents, "document", "documents")} shown`
      : "";
    get("next").disabled = get("previous").disabled = shown.length === 0;
  };
  const go = (step) => {
    if (shown.length === 0) return;
    const at = shown.indexOf(document.activeElement);
    const from = at < 0 ? last : at;
    last = from < 0 ? (step > 0 ? 0 : shown.length - 1) : (from + step + shown.length) % shown.length;
    shown[last].focus();
    told.textContent = `Mention ${last + 1} of ${shown.length}`;
  };
  let last = -1;
  for (const input of [box, kind, most]) {
    input.addEventListener("input", () => {
      last = -1;
      filter();
    });
  }
  get("next").addEventListener("click", () => go(1));
  get("previous").addEventListener("click", () => go(-1));
  form.addEventListener("submit", (event) => event.preventDefault());
  // A jump leads to the first mention that is shown, and the keys on from there.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.jump");
    if (!link) return;
    const id = link.closest("tr").dataset.id;
    const first = shown.find((m) => m.dataset.id === id);
    if (!first) return;
    event.preventDefault();
    history.replaceState(null, "", `#${first.id}`);
    last = shown.indexOf(first);
    first.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = document.activeElement === box || document.activeElement.tagName === "SELECT";
    if (event.key === "Escape" && document.activeElement === box) {
      box.value = "";
      filter();
    } else if (typing) {
      return;
    } else if (event.key === "/") {
      event.preventDefault();
      box.focus();
    } else if (event.key === "n") {
      go(1);
    } else if (event.key === "p") {
      go(-1);
    }
  });
  filter();
})();
