// The mails the server sent, as its development mailbox lists them.
import { expect } from "@playwright/test";

export class Mailbox {
  constructor(server) {
    this.server = server;
  }

  /** All mails, newest first as the server gives them. */
  async all() {
    const answer = await fetch(`${this.server.url}/dev/mailbox.json`);
    if (!answer.ok) throw new Error(`mailbox: ${answer.status}`);
    return answer.json();
  }

  /** Waits for a mail to an address whose subject matches. */
  async wait(to, subject) {
    let found;
    await expect(async () => {
      const mails = await this.all();
      found = mails.find((mail) => mail.to_address.includes(to) && subject.test(mail.subject));
      expect(found, `no mail to ${to} with ${subject} among ${mails.length}`).toBeTruthy();
    }).toPass({ timeout: 15_000, intervals: [50, 100, 200] });
    return found;
  }

  /** The first link in a mail whose path starts as given. */
  link(mail, path) {
    const all = mail.text_body.match(/https?:\/\/[^\s"'<>)]+/g) ?? [];
    const link = all.find((text) => new URL(text).pathname.startsWith(path));
    if (!link) throw new Error(`no link to ${path} in “${mail.subject}”`);
    return link;
  }
}
