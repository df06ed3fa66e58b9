// Takes a picture of a page: node make_page.mjs ADDRESS FILE WIDTHxHEIGHT dark|light
import { chromium } from "playwright-core";

const [address, path, size, colorScheme] = process.argv.slice(2);
const [width, height] = size.split("x").map(Number);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width, height }, colorScheme });
await page.goto(address);
await page.waitForSelector("canvas[data-drawn]");
await page.waitForTimeout(20000); // for the plots
await page.screenshot({ path, type: "jpeg", quality: 82 });
await browser.close();
