import {
  findNodeAtLocation,
  parseTree,
  printParseErrorCode,
  type JSONPath,
  type Node,
  type ParseError,
} from 'jsonc-parser';
import { refuse, succeed, type Result } from '@shared/result';

/** JSON that can say where in its text a value stands, for whoever has to mend it. */
export interface LocatedJson {
  readonly value: unknown;
  /** The value at this path, or what is nearest around it: "line 3, column 15". Empty where there is no text. */
  placeOfValue(path: JSONPath): string;
  placeOfName(path: JSONPath): string;
  /** Names that one object has twice: of such a pair nobody can say which was meant. */
  readonly twice: readonly JSONPath[];
}

const OPTIONS = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };

const SYNTAX_FAULTS: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is no JSON',
  PropertyNameExpected: 'a name in double quotes is missing',
  ValueExpected: 'a value is missing',
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a closing brace is missing',
  CloseBracketExpected: 'a closing bracket is missing',
  EndOfFileExpected: 'something follows the end',
  InvalidCommentToken: 'JSON has no comments',
  UnexpectedEndOfComment: 'JSON has no comments',
  UnexpectedEndOfString: 'a text does not end',
  UnexpectedEndOfNumber: 'a number does not end',
  InvalidUnicode: 'this is no valid \\u escape',
  InvalidEscapeCharacter: 'this is no valid escape',
  InvalidCharacter: 'this character must be escaped',
};

function describePlace(text: string, offset: number): string {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

/** Parses strictly. A refusal says in one line what is wrong, and where. It never quotes the text. */
export function parseLocatedJson(text: string): Result<LocatedJson, string> {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, OPTIONS);
  const [first] = errors;
  if (first !== undefined || tree === undefined) {
    const fault = first === undefined ? undefined : SYNTAX_FAULTS[printParseErrorCode(first.error)];
    return refuse(`${describePlace(text, first?.offset ?? 0)}: ${fault ?? 'this is no JSON'}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The finder of places is more lenient than the parser whose values count.
    return refuse(`${describePlace(text, 0)}: this is no JSON`);
  }
  const findNearest = (path: JSONPath): Node => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = findNodeAtLocation(tree, path.slice(0, length));
      if (node !== undefined) return node;
    }
    return tree;
  };
  return succeed({
    value,
    placeOfValue: (path) => describePlace(text, findNearest(path).offset),
    placeOfName(path) {
      const node = findNearest(path);
      return describePlace(text, (node.parent?.type === 'property' ? node.parent : node).offset);
    },
    twice: findTwice(tree, []),
  });
}

/** For values that come from no text of ours: a registry, a list of preferences. */
export function withoutPlaces(value: unknown): LocatedJson {
  return { value, placeOfValue: () => '', placeOfName: () => '', twice: [] };
}

function findTwice(node: Node, path: JSONPath): JSONPath[] {
  const children = node.children ?? [];
  if (node.type === 'array') return children.flatMap((child, at) => findTwice(child, [...path, at]));
  const seen = new Set<string>();
  return children.flatMap(({ children: [name, value] = [] }) => {
    const key = String(name?.value);
    const inner = [...path, key];
    const found = seen.has(key) ? [inner] : [];
    seen.add(key);
    return value === undefined ? found : [...found, ...findTwice(value, inner)];
  });
}
