import { watchCanvas } from './canvas';
import { watchAudio, watchGraphics } from './graphics';
import { watchListeners } from './listeners';
import { watchStorage } from './storage';
import { watchTimers } from './timers';

watchCanvas();
watchGraphics();
watchAudio();
watchListeners();
watchStorage();
watchTimers();
