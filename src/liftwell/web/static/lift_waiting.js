// A clip that is being measured: its page comes by itself when it is done.
import { follow } from "./progress.js";

const box = document.querySelector("[data-progress]");
if (box) follow(box, () => location.reload());
