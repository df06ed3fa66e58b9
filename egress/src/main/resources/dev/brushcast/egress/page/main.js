import "./controls.js";
import "./quality.js";
import { lead } from "./lead.js";
import { showRecordings } from "./recordings.js";
import { sourcePlayer } from "./source.js";
import { askStatus } from "./status.js";

window.players = { get styled() { return lead.hls; }, get source() { return sourcePlayer(); } }; // for whoever looks into the page

askStatus();
showRecordings();
