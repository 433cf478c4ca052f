// Compiles projects with one version of TypeScript before 7, in one process: the library's files are parsed once, and
// what a third party's declarations say among themselves is not checked, since it is not ours to mend.
// Argument: the folder of that TypeScript. Standard input: paths of tsconfigs as JSON. Output: [{ path, errors }].
const { readFileSync } = require('node:fs');
const { dirname } = require('node:path');

const ts = require(process.argv[2]);
const libraries = new Map();
const paths = JSON.parse(readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(paths.map((path) => ({ path, errors: errorsOf(path) }))));

function errorsOf(path) {
  const config = ts.readConfigFile(path, ts.sys.readFile);
  const { fileNames, options, errors } = ts.parseJsonConfigFileContent(config.config, ts.sys, dirname(path));
  const program = ts.createProgram(fileNames, options, hostFor(options));
  const global = [...errors, ...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()];
  const own = program
    .getSourceFiles()
    .filter(({ fileName }) => !/node_modules\/(?!@mdh-tokens\/)/.test(fileName));
  const found = own
    .filter((file) => !program.isSourceFileDefaultLibrary(file))
    .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]);
  return [...global, ...found].map(describe);
}

function hostFor(options) {
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile;
  host.getSourceFile = (file, ...rest) => {
    if (!/[\\/]lib\.[^\\/]*\.d\.ts$/.test(file)) return read(file, ...rest);
    if (!libraries.has(file)) libraries.set(file, read(file, ...rest));
    return libraries.get(file);
  };
  return host;
}

function describe({ code, file, start, messageText }) {
  const text = ts.flattenDiagnosticMessageText(messageText, '\n');
  const { line } = file === undefined ? { line: 0 } : file.getLineAndCharacterOfPosition(start);
  return `${file === undefined ? '' : `${file.fileName}(${line + 1}): `}TS${code}: ${text}`;
}
