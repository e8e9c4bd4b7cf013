import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores([
    'dist/',
    'out/',
    'test/host/web/node_modules/',
    // The sample repository is data: another project's files.
    'test/sandbox/sample/',
    'test/sandbox/seed/earlier/',
  ]),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  prettier,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      curly: 'error',
      // `== null` stands for null and undefined, which GraphQL's optional arguments can both be.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      // TypeScript knows what is defined.
      'no-undef': 'off',
      'object-shorthand': 'error',
      'prefer-template': 'error',
      // A number in a sentence is what it looks like; everything else must be turned into text on purpose.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/promise-function-async': 'error',
      '@typescript-eslint/strict-boolean-expressions': [
        'error',
        { allowString: false, allowNumber: false, allowNullableObject: true },
      ],
    },
  },
  {
    // This rule does not come to an end on the types of `graphql`, which refer to one another.
    files: ['test/sandbox/graphql/**'],
    rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'off' },
  },
  {
    // Text from outside must not become links that run commands.
    files: ['src/ui/**'],
    ignores: ['src/ui/messages.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "CallExpression[callee.property.name=/^show(Error|Warning|Information)Message$/][arguments.1.type!='ObjectExpression']",
          message: 'Use showFailure, showWarning or showInformation of src/ui/messages.ts.',
        },
      ],
    },
  },
  {
    // What prints to a terminal on purpose.
    files: ['esbuild.js', 'test/**'],
    rules: { 'no-console': 'off' },
  },
);
