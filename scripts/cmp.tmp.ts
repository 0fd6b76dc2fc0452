import { prepareElectron } from './electron/launch';
import { compareStarts } from '../bench/start/compare';
const [, , a = '/work/main', b = '/work/main/bench/start/blankApp', rounds = '5'] = process.argv;
const electron = await prepareElectron({ log: () => undefined });
const of = (folder: string) => ({ ...electron, args: [...electron.args, folder] });
const { table, startRatio } = await compareStarts(Number(rounds), of(a), of(b));
console.log(table, startRatio); await electron.stop(); process.exit(0);
