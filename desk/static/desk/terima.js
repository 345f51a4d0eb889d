// Dragging files onto the form, and the list of what was chosen.
const area = document.getElementById("jatuh");
const input = document.getElementById("berkas");
const list = document.getElementById("terpilih");

function show() {
  list.replaceChildren(...[...input.files].map((file) => {
    const line = document.createElement("li");
    line.textContent = `${file.name} (${Math.max(1, Math.round(file.size / 1024))} KB)`;
    return line;
  }));
}

input.addEventListener("change", show);
["dragenter", "dragover"].forEach((name) => area.addEventListener(name, (event) => {
  event.preventDefault();
  area.classList.add("di-atas");
}));
["dragleave", "drop"].forEach((name) => area.addEventListener(name, () => area.classList.remove("di-atas")));
area.addEventListener("drop", (event) => {
  event.preventDefault();
  const chosen = new DataTransfer();
  [...input.files, ...event.dataTransfer.files].forEach((file) => chosen.items.add(file));
  input.files = chosen.files;
  show();
});
