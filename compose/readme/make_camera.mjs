// Makes a browser's camera a stream and takes a picture of it: node make_camera.mjs ADDRESS FILE WIDTHxHEIGHT dark|light
// The camera is Chromium's own, of moving colours and a clock.
import { chromium } from "playwright-core";

const [address, path, size, colorScheme] = process.argv.slice(2);
const [width, height] = size.split("x").map(Number);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"],
});
const page = await browser.newPage({ viewport: { width, height }, colorScheme });
await page.goto(address);
await page.getByRole("button", { name: "New stream" }).click();
await page.getByLabel("Id", { exact: true }).fill("my-camera");
await page.getByRole("checkbox").check();
await page.getByLabel("Prompt").fill("comic book style, bold ink outlines");
await page.getByLabel("Width").fill("224");
await page.getByLabel("Height").fill("128");
await page.getByRole("button", { name: "Create" }).click();
await page.getByRole("button", { name: "Use this browser's camera" }).click();
await page.waitForSelector("[data-kind=styled] canvas[data-drawn]");
await page.waitForTimeout(20000); // for the plots
await page.evaluate(() => scrollTo(0, 0));
await page.screenshot({ path, type: "jpeg", quality: 82 });
await browser.close();
