local buffer = open_story()
go('|Brandt said the council')
vim.lsp.buf.rename('Brandt-Oakes')
wait_for('the new name', function()
  return text_of(buffer):find('Brandt-Oakes said the council', 1, true)
end)
local text = text_of(buffer)
assert(text:find('crossing,” Brandt-Oakes said.', 1, true), text)
assert(text:find('Mayor Eleanor Brandt said', 1, true), 'the full name is another form: ' .. text)

-- Before it asks for a name it asks whether there is one to change.
local asked
vim.ui.input = function(options)
  asked = options.default
end
go('|Brandt-Oakes said the council')
vim.lsp.buf.rename()
wait_for('the question', function()
  return asked
end)
equal(asked, 'Brandt-Oakes', 'what the question begins with')
