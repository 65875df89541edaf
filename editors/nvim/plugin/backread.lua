-- Starts `backread lsp` for news text. Nothing to call: with the plugin on the
-- runtimepath it runs. Set vim.g.backread_enable = false before to do it yourself.
if vim.g.loaded_backread then
  return
end
vim.g.loaded_backread = true

local group = vim.api.nvim_create_augroup('backread', { clear = true })

-- :Backread in the buffers of texts.
vim.api.nvim_create_autocmd('FileType', {
  group = group,
  callback = function(event)
    if require('backread').is_text(event.buf) then
      require('backread.commands').add(event.buf)
    end
  end,
})
vim.api.nvim_create_autocmd('LspAttach', {
  group = group,
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if client and client.name == 'backread' then
      require('backread.commands').add(event.buf)
    end
  end,
})

-- Colours for the kinds of tokens, where the colour scheme has none.
local LINKS = {
  person = 'Identifier',
  organisation = 'Type',
  place = 'Directory',
  date = 'Number',
  figure = 'Constant',
  cue = 'Statement',
  quotation = 'String',
  boilerplate = 'Comment',
}
local function link()
  for kind, to in pairs(LINKS) do
    vim.api.nvim_set_hl(0, '@lsp.type.' .. kind, { link = to, default = true })
  end
end
link()
vim.api.nvim_create_autocmd('ColorScheme', { group = group, callback = link })

if vim.g.backread_enable == false then
  return
end

if vim.lsp.config and vim.lsp.enable then
  vim.lsp.enable('backread')
else
  require('backread').enable_by_autocmd()
end
