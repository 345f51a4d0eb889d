// On every page: the help dialog, whether single keys are wanted, and a plain word when the server can't be reached.
export const isTyping = (target) => target instanceof Element && target.matches("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]");
export const usesKeys = () => document.body.dataset.pintasan === "ya";

const help = document.getElementById("bantuan");

export function openHelp() {
  if (help && !help.open) help.showModal();
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-buka='bantuan']")) openHelp();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "?" && usesKeys() && !isTyping(event.target)) {
    event.preventDefault();
    openHelp();
  }
});

function warn(text) {
  const place = document.querySelector(".pesan-pesan");
  const line = document.createElement("div");
  line.className = "pesan error";
  line.textContent = text;
  place.replaceChildren(line);
}

document.addEventListener("htmx:sendError", () => warn("Server tidak dapat dihubungi; perubahan terakhir belum tersimpan. Coba lagi."));
document.addEventListener("htmx:responseError", () => warn("Perubahan terakhir tidak tersimpan. Muat ulang halaman, lalu coba lagi."));
