/** What to do with the members of a JSON document. A path is the names that lead to a member. */
export interface MemberReader {
  /** Whether a member is picked; asked when its name is read, in the order of the document. */
  wanted(path: readonly string[]): boolean;
  /** Takes a picked member, before the next name is read. */
  take(path: readonly string[], value: unknown): void;
}

interface Container {
  kind: '{' | '[';
  /** A name was read and its value is not over yet. */
  inMember: boolean;
}

/**
 * Picks members out of a JSON document without holding the document: offer files have hundreds of megabytes, of which a
 * handful of products matter. Only what is picked is parsed, and checked, as JSON.
 */
class MemberScanner {
  private readonly reader: MemberReader;
  private readonly containers: Container[] = [];
  private readonly path: string[] = [];
  private started = false;
  private inString = false;
  private escaped = false;
  /** Text kept so far of the name or value that is being read. */
  private kept: string | undefined;
  /** Depth at which the picked value began; 0 while none is. */
  private pickedAt = 0;

  constructor(reader: MemberReader) {
    this.reader = reader;
  }

  /** Scans the next piece of text. */
  push(text: string): void {
    // Where the text to keep begins in this piece.
    let keepFrom = 0;
    for (let index = 0; index < text.length; index += 1) {
      const character = text[index]!;
      if (this.inString) {
        if (this.escaped) this.escaped = false;
        else if (character === '\\') this.escaped = true;
        else if (character === '"') this.inString = false;
        continue;
      }
      const container = this.containers.at(-1);
      switch (character) {
        case '"':
          this.inString = true;
          if (container?.kind === '{' && !container.inMember && this.pickedAt === 0) {
            this.kept = '';
            keepFrom = index;
          }
          break;
        case ':':
          if (container) container.inMember = true;
          if (this.pickedAt === 0) {
            this.openMember(text.slice(keepFrom, index));
            keepFrom = index + 1;
          }
          break;
        case '{':
        case '[':
          this.started = true;
          this.containers.push({ kind: character, inMember: false });
          break;
        case ',':
          this.closeMember(container, text.slice(keepFrom, index));
          break;
        case '}':
        case ']':
          this.closeMember(container, text.slice(keepFrom, index));
          this.containers.pop();
          break;
        default:
      }
    }
    if (this.kept !== undefined) this.kept += text.slice(keepFrom);
  }

  /** @throws {SyntaxError} If the document is not complete. */
  end(): void {
    if (!this.started || this.containers.length > 0) {
      throw new SyntaxError('the JSON document ends too early');
    }
  }

  private openMember(text: string): void {
    this.path.push(JSON.parse(`${this.kept ?? ''}${text}`) as string);
    this.kept = undefined;
    if (!this.reader.wanted(this.path)) return;
    this.kept = '';
    this.pickedAt = this.containers.length;
  }

  private closeMember(container: Container | undefined, text: string): void {
    if (!container?.inMember) return;
    container.inMember = false;
    if (this.pickedAt > 0 && this.containers.length > this.pickedAt) return; // within the picked
    if (this.pickedAt > 0) {
      this.reader.take([...this.path], JSON.parse(`${this.kept ?? ''}${text}`));
      this.kept = undefined;
      this.pickedAt = 0;
    }
    this.path.pop();
  }
}

/**
 * Reads members out of a JSON document as it arrives. Members of a picked member are not offered again, and members
 * inside arrays are offered without the array's index.
 *
 * @param chunks UTF-8, cut anywhere.
 * @throws {SyntaxError} If the document ends too early, or something that was picked is not JSON.
 */
export async function readJsonMembers(
  chunks: AsyncIterable<Uint8Array>,
  reader: MemberReader,
): Promise<void> {
  const scanner = new MemberScanner(reader);
  const decoder = new TextDecoder();
  for await (const chunk of chunks) scanner.push(decoder.decode(chunk, { stream: true }));
  scanner.push(decoder.decode());
  scanner.end();
}
