// On every page: the help dialog, keys of buttons, whether single keys are wanted, and a plain word when the server can't be reached.
export const isTyping = (target) => target instanceof Element && target.matches("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]");
export const usesKeys = () => document.body.dataset.pintasan === "ya";

// While something has the cursor, letters belong to it: the pages' style then says which key works (perkara.css).
// A label changes its width, so it waits until the pointer is up: a button may not move away under it.
let isPressed = false;
const showTyping = (target) => { if (!isPressed) document.body.toggleAttribute("data-mengetik", isTyping(target)); };
const released = () => { isPressed = false; setTimeout(() => showTyping(document.activeElement)); };
window.addEventListener("pointerdown", () => { isPressed = true; }, { capture: true });
["pointerup", "pointercancel", "blur"].forEach((name) => window.addEventListener(name, released));
document.addEventListener("focusin", (event) => showTyping(event.target));
document.addEventListener("focusout", (event) => showTyping(event.relatedTarget));
showTyping(document.activeElement);

const help = document.getElementById("bantuan");

export function openHelp() {
  if (help && !help.open) help.showModal();
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-buka='bantuan']")) openHelp();
});

// `?` opens the help; a button or link with data-kunci is pressed by its key.
document.addEventListener("keydown", (event) => {
  if (!usesKeys() || event.repeat || isTyping(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
  if (document.querySelector("dialog[open]")) return;
  const marked = document.querySelector(`[data-kunci="${CSS.escape(event.key.toLowerCase())}"]`);
  if (event.key !== "?" && !marked) return;
  event.preventDefault();
  if (marked) marked.click(); else openHelp();
});

// On a narrow window tabs and menu scroll sideways: where one is must be seen. The tabs of the queue come anew every
// few seconds and stay where they were scrolled to.
const showCurrent = (row) => {
  const link = row.querySelector("[aria-current]");
  if (link && row.scrollWidth > row.clientWidth) row.scrollLeft = link.offsetLeft - row.offsetLeft - (row.clientWidth - link.offsetWidth) / 2;
};
document.querySelectorAll(".tab, .pandangan, .atas nav").forEach(showCurrent);
const tabs = () => document.getElementById("hitungan");
let scrolled = 0;
document.addEventListener("htmx:beforeSwap", () => { scrolled = tabs()?.scrollLeft ?? 0; });
document.addEventListener("htmx:afterSwap", () => { if (tabs()) tabs().scrollLeft = scrolled; });

// Ctrl+Enter sends a form of much text from within it.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.ctrlKey && !event.repeat) event.target.closest?.("form[data-kirim]")?.requestSubmit();
});

document.addEventListener("click", (event) => { if (event.target.closest("[data-cetak]")) window.print(); });
document.addEventListener("click", (event) => { event.target.closest("[data-tutup]")?.closest(".pesan").remove(); });

// A form is sent once: a second click or Enter waits for the answer. An answer that leaves the page where it is (a
// file to keep) sets it free again. The server holds the same for what no script stops (desk/sendings.py).
const FREE_AGAIN_MS = 8000;
const freed = (form) => { delete form.dataset.dikirim; form.removeAttribute("aria-busy"); };
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.target) return;
  if (form.dataset.dikirim) { event.preventDefault(); return; }
  form.dataset.dikirim = "ya";
  form.setAttribute("aria-busy", "true");
  keep(form);
  setTimeout(freed, FREE_AGAIN_MS, form);
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-dikirim]").forEach(freed));

// A warning of something that was not sent goes when it is sent (`isPassing`); others stay until the page is left.
function warn(text, isPassing = true) {
  const place = document.querySelector(".pesan-pesan");
  const line = document.createElement("div");
  line.className = "pesan error";
  if (isPassing) line.dataset.sementara = "ya";
  line.textContent = text;
  place.replaceChildren(line);
}

// A remark beside the messages that are there: none of them goes, least of all the one that undoes.
const TOLD_MS = 6000;
export function tell(text) {
  document.querySelector("[data-sekilas]")?.remove();
  const line = document.createElement("div");
  line.className = "pesan info";
  line.dataset.sekilas = "ya";
  line.textContent = text;
  document.querySelector(".pesan-pesan[aria-live]").append(line);
  setTimeout(() => line.remove(), TOLD_MS);
}

// What is sent again and arrives takes the warning away.
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful && event.detail.requestConfig.elt.matches("form")) document.querySelector("[data-sementara]")?.remove();
});

document.addEventListener("htmx:sendError", () => warn("Server tidak dapat dihubungi; perubahan terakhir belum tersimpan. Coba lagi."));
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status !== 401) { warn("Perubahan terakhir tidak tersimpan. Muat ulang halaman, lalu coba lagi."); return; }
  isOver = true;
  warn(keepFields() ? "Sesi Anda berakhir. Yang Anda ketik belum tersimpan, tetapi dikembalikan sesudah Anda masuk lagi di tab ini. " : "Sesi Anda berakhir. ", false);
  const link = document.createElement("a");
  link.href = `/masuk/?next=${encodeURIComponent(location.pathname + location.search)}&sesi=berakhir`;
  link.textContent = "Masuk lagi";
  link.dataset.lepas = "ya";
  document.querySelector(".pesan-pesan .pesan").append(link);
});

// A page's picture may be in the making (desk/pictures.py answers 503): it is asked for again.
const AGAIN_MS = 2000;
const MOST_TRIES = { "/gambar/": 60, "/pratinjau/": 5 }; // what could not be read mostly can't be drawn either
document.addEventListener("error", (event) => {
  const image = event.target;
  if (!(image instanceof HTMLImageElement || image instanceof SVGImageElement)) return;
  const name = image instanceof HTMLImageElement ? "src" : "href";
  const [address] = (image.getAttribute(name) || "").split("?");
  const tries = Number(image.dataset.coba || 0) + 1;
  const kind = Object.keys(MOST_TRIES).find((part) => address.includes(part));
  if (!kind || tries > MOST_TRIES[kind]) return;
  image.dataset.coba = String(tries);
  setTimeout(() => image.setAttribute(name, `${address}?lagi=${tries}`), AGAIN_MS);
}, true);

// What was typed survives the end of the session: kept in this tab until the next page that is not the login, and given
// back to the same person there. Nothing secret, no file.
const KEPT = "terketik";
const person = document.body.dataset.orang;
const isText = (field) => field.matches("textarea, select, input:not([type=hidden], [type=password], [type=file], [type=checkbox], [type=radio])");
const isTick = (field) => field.matches("[type=checkbox], [type=radio]");

const keptForm = () => JSON.parse(sessionStorage.getItem(KEPT) || "null");

function keep(form) {
  // The page of a refused form stands at an address that only takes forms; the login must lead back to a page.
  const { alamat } = document.body.dataset;
  if (alamat) history.replaceState(null, "", alamat);
  const values = [...form.elements].filter((field) => field.name && (isText(field) || isTick(field)))
    .map((field) => [field.name, field.value, isTick(field) ? field.checked : null]);
  const kept = { person, path: location.pathname, action: form.getAttribute("action"), values };
  if (!values.length && keptForm()?.returns) return; // a button without text, on the way back to the form
  if (person && !form.querySelector("[type=password]")) sessionStorage.setItem(KEPT, JSON.stringify(kept));
}

// A page may hold several forms with fields of one name: what was typed goes back to its own.
const placeOf = (action) => [...document.forms].find((form) => action && form.getAttribute("action") === action) || document.querySelector("main");

// A form that is too old (its person logged in anew in another tab) leads back to its page, where it is filled again.
function offerBack(kept) {
  const place = document.querySelector("[data-kembali]");
  if (!place || !kept || kept.person !== person) return false;
  sessionStorage.setItem(KEPT, JSON.stringify({ ...kept, returns: true }));
  place.querySelector("a").href = kept.path;
  place.hidden = false;
  return true;
}

function giveBack() {
  if (location.pathname.startsWith("/masuk/")) return;
  const kept = keptForm();
  if (!kept || offerBack(kept)) return;
  const isHere = kept.person === person && kept.path === location.pathname
    && (kept.returns || new URL(document.referrer || location.href).pathname.startsWith("/masuk/"));
  const place = placeOf(kept.action);
  const named = (name) => [...place.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  const values = isHere ? kept.values.filter(([name]) => named(name).length) : [];
  if (kept.returns && kept.person === person && !values.length) return; // its form is still to come
  sessionStorage.removeItem(KEPT);
  if (!values.length) return;
  for (const [name, value, isChecked] of values) {
    const found = named(name);
    const field = isChecked === null ? found[0] : found.find((each) => isTick(each) && each.value === value);
    if (field && isTick(field)) field.checked = isChecked;
    else if (field && isText(field)) field.value = value;
  }
  place.closest("details")?.setAttribute("open", "");
  warn("Kiriman terakhir belum tersimpan. Yang Anda ketik dikembalikan: periksa, lalu kirim lagi.", false);
}
giveBack();

// The same for fields that save themselves: by person and case, until that page is open again. A field whose value
// another changed meanwhile is left as it is; what was typed is named.
const FIELDS = "terketik-isian";
let isOver = false;
function keepFields() {
  const fields = [...document.querySelectorAll("form.isian[data-isian]")]
    .map((form) => [form.id, form.elements.nilai.value, form.dataset.asal]).filter(([, typed, stored]) => typed !== stored);
  if (person && fields.length) sessionStorage.setItem(FIELDS, JSON.stringify({ person, path: location.pathname, fields }));
  return fields.length > 0;
}
window.addEventListener("pagehide", () => { if (isOver) keepFields(); });

function giveFieldsBack() {
  const kept = JSON.parse(sessionStorage.getItem(FIELDS) || "null");
  if (!kept || !person || (kept.person === person && kept.path !== location.pathname)) return;
  sessionStorage.removeItem(FIELDS);
  if (kept.person !== person) return;
  const others = [];
  for (const [id, typed, stored] of kept.fields) {
    const form = document.getElementById(id), field = form?.elements.nilai;
    if (!field || field.disabled || field.readOnly || form.dataset.asal !== stored) { others.push(`"${typed}"`); continue; }
    field.value = typed;
    form.dataset.dikembalikan = "ya";
    form.closest("details")?.setAttribute("open", "");
  }
  const rest = others.length ? ` Isian yang sementara itu sudah lain tidak diganti; yang Anda ketik di situ: ${others.join(", ")}.` : "";
  warn(`Sesi Anda sempat berakhir. Yang Anda ketik dikembalikan dan belum disimpan: periksa, lalu tekan Enter.${rest}`, false);
}
giveFieldsBack();

// The login page says that something is kept; of what was sent without a text nothing is.
const hasText = () => Boolean(sessionStorage.getItem(FIELDS)) || keptForm()?.values.some(([, value, isChecked]) => value && isChecked === null);
const promise = document.querySelector("[data-terketik]");
if (promise && hasText()) promise.hidden = false;

// Who leaves with something half typed is asked by the browser. Fields and lines that save themselves wait by
// themselves (pergi.js); a form that is being sent is not left.
const LEAST_TYPED = 10; // characters of one text: less is typed again at once
const isWritten = (field) => isText(field) && !field.matches("select, [type=search]") && field.value !== field.defaultValue && field.value.length >= LEAST_TYPED;
const isHalfTyped = (form) => !form.dataset.dikirim && !form.querySelector("[type=password]") && [...form.elements].some(isWritten);
window.addEventListener("beforeunload", (event) => {
  if ([...document.querySelectorAll("main form[method=post]:not(.isian)")].some(isHalfTyped)) event.preventDefault();
});
