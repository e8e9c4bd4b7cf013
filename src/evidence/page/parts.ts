import { html, type Content, type Html } from './html.ts';

/** Small parts that every section uses. */

/** A moment to the minute, in UTC. */
export function when(time: string): Html {
  const minute = `${time.slice(0, 10)} ${time.slice(11, 16)}`;
  return html`<time datetime="${time}">${minute}&nbsp;UTC</time>`;
}

/** A commit's id as git shows it, with all of it for who looks closer. */
export function commit(sha: string): Html {
  return html`<code title="${sha}">${sha.slice(0, 7)}</code>`;
}

export function who(login: string): Html {
  return html`<b class="who">@${login}</b>`;
}

export function section(id: string, title: string, ...content: readonly Content[]): Html {
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${content}
  </section>`;
}

/** Rows of a name and what it is; a row without a value is left out. */
export function facts(rows: readonly (readonly [name: string, value: Content])[]): Html {
  return html`<dl>
    ${rows.map(([name, value]) =>
      value === undefined
        ? undefined
        : html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
    )}
  </dl>`;
}

/** A table that scrolls by itself where it is too wide, with the keyboard too. */
export function table(
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly Content[])[],
): Html {
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** The first of a long list; how many there are besides is said, and that the statement holds them. */
export function firstOf<T>(
  list: readonly T[],
  most: number,
  noun: string,
): { shown: readonly T[]; note: Html | undefined } {
  const rest = list.length - most;
  return {
    shown: list.slice(0, most),
    note:
      rest > 0
        ? html`<p class="note">And ${rest} more ${noun}; <code>statement.json</code> lists them all.</p>`
        : undefined,
  };
}
