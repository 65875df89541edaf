// In place of the native part of @vscode/spdlog, which would have to be compiled:
// VS Code writes the output of extensions through it, and shows it from these files.
// install-vscode.sh puts it there.
const fs = require('fs');
const path = require('path');

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];

class Logger {
  constructor(_type, _name, file) {
    this.file = file;
    this.level = 2;
    this.bare = false;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    LEVELS.forEach((name, at) => {
      this[name] = (message) => {
        if (at < this.level) return;
        const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
        fs.appendFileSync(this.file, this.bare ? message : `${time} [${name === 'warn' ? 'warning' : name}] ${message}\n`);
      };
    });
  }
  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  setPattern() {}
  clearFormatters() {
    this.bare = true;
  }
  flush() {}
  drop() {}
}

const create = async (name, file) => new Logger('rotating', name, file);
// One by one, so that they can be imported by name.
exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
