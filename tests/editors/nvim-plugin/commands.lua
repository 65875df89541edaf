local path = folder({
  ['one.txt'] = vim.fn.readfile(vim.env.BACKREAD_STORY),
  ['two.txt'] = 'Bridge opens\n\nPublished June 12, 2024\n\nHARWELL, Ohio — Mayor Eleanor Brandt said on Monday that the bridge was open.\n',
})
local said = messages()
local buffer = open(path .. '/one.txt')
local window = vim.api.nvim_get_current_win()
assert(attached(buffer), 'the server is not attached')
local function titles(list)
  return vim.tbl_map(function(item)
    return item.text
  end, list)
end

equal(vim.fn.getcompletion('Backread ', 'cmdline'), { 'actors', 'log', 'restart', 'timeline' }, 'completion')
equal(vim.fn.getcompletion('Backread t', 'cmdline'), { 'timeline' }, 'completion of t')
equal(vim.fn.getcompletion('Backread log ', 'cmdline'), {}, 'completion after a command')

vim.cmd('Backread timeline')
local days = wait_for('the timeline', function()
  local list = vim.fn.getloclist(window)
  return #list > 0 and list
end)
equal(titles(days), { '2024-05-31  Friday', '2024-06-02  yesterday', '2024-06-03  June 3, 2024', '2024-06-10  June 10' }, 'timeline')
equal({ days[1].lnum, days[1].bufnr }, { 5, buffer }, 'place of the first day')
equal(vim.api.nvim_buf_get_lines(buffer, 4, 5, false)[1]:sub(days[1].col, days[1].col + 5), 'Friday', 'words of the first day')
equal(vim.bo.filetype, 'qf', 'the list is open')
vim.cmd('lclose')
vim.api.nvim_set_current_win(window)

vim.cmd('Backread actors')
local named = wait_for('the actors', function()
  local found = vim.fn.getloclist(window, { title = 0, items = 0 })
  return found.title == 'Actors' and found.items
end)
local mayor = vim.tbl_filter(function(text)
  return vim.startswith(text, 'Eleanor Brandt')
end, titles(named))
equal(mayor, { 'Eleanor Brandt (Mayor)  Eleanor Brandt', 'Eleanor Brandt (Mayor)  Brandt', 'Eleanor Brandt (Mayor)  Brandt' }, 'the mayor')
equal(vim.bo.filetype, 'qf', 'the list of actors is open')
vim.cmd('lclose')
vim.api.nvim_set_current_win(window)

local function searched(command)
  vim.fn.setqflist({}, 'r')
  vim.cmd(command)
  return wait_for(command, function()
    local list = vim.fn.getqflist()
    return #list > 0 and list
  end)
end
-- The other article is read in the background.
local june = wait_for('both articles', function()
  vim.cmd('cclose')
  vim.api.nvim_set_current_win(window)
  local list = searched('Backread timeline 2024-06')
  return #list == 5 and list
end)
local articles = vim.tbl_map(function(item)
  return vim.fs.basename(vim.api.nvim_buf_get_name(item.bufnr)) .. ':' .. item.lnum
end, june)
equal(articles, { 'one.txt:11', 'one.txt:3', 'one.txt:13', 'two.txt:5', 'two.txt:3' }, 'places of June')
equal(vim.fn.getqflist({ title = 0 }).title, 'Timeline of 2024-06', 'title')
vim.cmd('cclose')
vim.api.nvim_set_current_win(window)

local all = searched('Backread timeline *')
equal(#all, 6, 'days of all articles')
equal(vim.fn.getqflist({ title = 0 }).title, 'Timeline of all articles', 'title of all days')
vim.cmd('cclose')
vim.api.nvim_set_current_win(window)
local everybody = searched('Backread actors *')
local brandt = vim.tbl_filter(function(item)
  return item.text:find('Eleanor Brandt (Mayor)', 1, true) ~= nil
end, everybody)
equal(#brandt, 2, 'articles that name the mayor')
vim.cmd('cclose')
vim.api.nvim_set_current_win(window)

local actors = searched('Backread actors Brandt')
assert(#actors == 1 and actors[1].text:find('Eleanor Brandt', 1, true), vim.inspect(titles(actors)))
equal(actors[1].lnum, 5, 'line of the actor')
vim.cmd('cclose')
vim.api.nvim_set_current_win(window)

vim.cmd('Backread actors Xylophone')
vim.cmd('Backread timeline June')
vim.cmd('Backread nonsense')
vim.cmd('Backread log 5')
wait_for('four messages', function()
  return #said == 4
end)
for _, words in ipairs({ 'nobody of that name', 'is written 2024-06', 'no command nonsense', 'log takes nothing' }) do
  assert(table.concat(said, '\n'):find(words, 1, true), words .. ' is not in ' .. vim.inspect(said))
end

vim.cmd('Backread log')
equal(vim.fs.basename(vim.api.nvim_buf_get_name(0)), 'lsp.log', 'log')
vim.cmd('close')

vim.cmd.enew()
equal(vim.fn.exists(':Backread'), 0, 'the command where no text is')
