-- Neovim as it is after readme.sh did what README.md says: a text is opened, K is pressed on a name.
local editor = child({ home = vim.env.HOME, path = vim.env.STORY })
hover(editor, 'Solberg-Haas', 'entities.toml')
editor.stop()
