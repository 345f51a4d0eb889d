// What a key does that was meant as a command and fell into the field that has the cursor. A letter that took the place
// of a whole value is seen, never saved unasked: Enter asks once more, Esc brings the value back, leaving waits.
// A list changes by what is chosen in it, opened, and by no stray letter or arrow.
const REST = 2; // characters: two commands in a row ("aa"); real corrections of a long value are longer
const WHOLE = 4; // characters of a value from which on so short a rest is strange (RT and blood group are shorter)
const NOTE_MS = 700; // who types a correction is past two letters by then, and reads no note

// Whether what stands in the field may be a command that fell into it, and nobody has said that it is meant.
export function isStray(form) {
  const field = form.elements.nilai, stored = form.dataset.asal;
  if (!field || !form.matches("[data-isian]") || field.matches("select") || form.dataset.pasti === field.value) return false;
  const typed = field.value.trim();
  return typed.length > 0 && typed !== stored && typed.length <= (stored.length >= WHOLE ? REST : stored ? 0 : 1);
}

// One line below the field; "" takes it away.
export function note(form, text) {
  form.querySelector("[data-catatan]")?.remove();
  if (!text) return;
  const line = document.createElement("span");
  Object.assign(line, { className: "ragu-teks catatan", textContent: text });
  line.dataset.catatan = "ya";
  line.setAttribute("role", "status");
  form.querySelector(".keterangan").prepend(line);
}

const stored = (form) => (form.dataset.asal ? `nilai semula "${form.dataset.asal.slice(0, 40)}"` : "isian semula kosong");
export const noteStray = (form) => note(form, `Yang terketik hanya "${form.elements.nilai.value.trim()}" dan belum disimpan; ${stored(form)}. Esc mengembalikannya.`);

// Says that it has to be meant; the next time it is.
export function asksAgain(form) {
  if (!isStray(form)) return false;
  form.dataset.pasti = form.elements.nilai.value;
  note(form, `Tekan Enter sekali lagi untuk menyimpan "${form.dataset.pasti.trim()}"; ${stored(form)}, Esc mengembalikannya.`);
  return true;
}

let waiting = 0;
export function typedInto(form) {
  clearTimeout(waiting);
  delete form.dataset.pasti;
  note(form, "");
  waiting = setTimeout(() => { if (form.isConnected && isStray(form)) noteStray(form); }, NOTE_MS);
}

const isOpen = (list) => CSS.supports("selector(select:open)") && list.matches(":open");
const CHANGES = ["ArrowLeft", "ArrowRight", "Home", "End"];

// Whether the key would change a closed list unasked; then it is said how one chooses.
export function isRefused(event, form) {
  const list = event.target;
  if (!list.matches("select") || isOpen(list) || event.ctrlKey || event.altKey || event.metaKey) return false;
  const isLetter = event.key.length === 1 && event.key !== " ";
  if (isLetter) note(form, "Pilihan tidak berubah. Spasi membuka daftarnya, Enter menerima yang tampak; untuk tombol keputusan tekan Esc dahulu.");
  return isLetter || CHANGES.includes(event.key);
}

// An arrow leaves a long text only from its end or beginning, or while it is selected whole.
export function leavesText(place, by) {
  if (!place.matches("textarea")) return true;
  const { selectionStart: from, selectionEnd: to, value } = place;
  return (from === 0 && to === value.length) || (from === to && from === (by > 0 ? value.length : 0));
}
