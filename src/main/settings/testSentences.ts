import ts from 'typescript';

/**
 * The sentences that a piece of code can print, each as a pattern: what the code puts into one may be anything. For
 * tests that show that each of them is expected somewhere.
 */
export function findSentences(code: string): RegExp[] {
  const found: RegExp[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || isNotPrinted(node)) return;
    const parts = getParts(node);
    if (parts !== null && isSentence(parts.join(' '))) found.push(toPattern(parts));
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile('code.ts', code, ts.ScriptTarget.Latest));
  return found;
}

/** The log, and what only a developer can bring about. */
function isNotPrinted(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return isNamed(node.expression, 'Error');
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    isNamed(node.expression.expression, 'log')
  );
}

const isNamed = (node: ts.Node, name: string) => ts.isIdentifier(node) && node.text === name;

/** The fixed parts of a text, or null where the node is none. */
function getParts(node: ts.Node): string[] | null {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text];
  if (!ts.isTemplateExpression(node)) return null;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
}

const isSentence = (text: string) => /(^|\s)[a-z]+\s+[a-z]/.test(text);

function toPattern(parts: readonly string[]): RegExp {
  return new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+'));
}
