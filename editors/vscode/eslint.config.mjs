import js from '@eslint/js';
import ts from 'typescript-eslint';

export default ts.config({ ignores: ['dist', 'out', 'bin', '*.mjs'] }, js.configs.recommended, ts.configs.strictTypeChecked, ts.configs.stylisticTypeChecked, {
  languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
  rules: {
    // What VS Code hands out has the shape of its class Disposable, not the class.
    '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    // A number or nothing reads well in a template; anything else is a slip.
    '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    // node:test hands back promises that it awaits itself.
    '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: ['test', 'it', 'describe'] }] }],
  },
});
