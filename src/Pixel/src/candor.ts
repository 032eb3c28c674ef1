import { quiet } from './quiet.ts';
import { start } from './start.ts';

quiet(start)();
