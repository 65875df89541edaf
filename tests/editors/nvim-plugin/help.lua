-- The tags are part of the plugin: help is there without a plugin manager that makes them.
local folder = vim.fs.dirname(vim.api.nvim_get_runtime_file('doc/backread.txt', false)[1])
vim.cmd.help('backread-setup')
equal(vim.fs.basename(vim.api.nvim_buf_get_name(0)), 'backread.txt', 'help file')
local tags = vim.fn.readfile(folder .. '/tags')
vim.cmd.helptags(vim.fn.fnameescape(folder))
equal(vim.fn.readfile(folder .. '/tags'), tags, 'the tags, made anew')
for _, line in ipairs(vim.fn.readfile(folder .. '/backread.txt')) do
  assert(vim.fn.strdisplaywidth(line) <= 78, 'too wide: ' .. line)
end
