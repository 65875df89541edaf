" Opens a text in Vim with ALE, configured as docs/editors/vim.md says, and
" reports what the editor ends up with. Started by vim.sh: the questions come in
" $PLAN (JSON, from expected.mjs), the report goes to $REPORT (JSON).
"
" ALE takes the protocol's UTF-16 columns for byte columns, so what it marks and
" where it goes is read the same way here. Questions are asked from where the
" words really stand, as a writer would.
" Room for messages, so that none waits for a key.
set nomore noswapfile hidden columns=200 lines=60 cmdheight=10
let s:plan = json_decode($PLAN)
let s:report = {'editor': 'Vim', 'version': (v:version / 100) . '.' . (v:version % 100), 'errors': [],
  \ 'diagnostics': [], 'hovers': [], 'definitions': [], 'references': []}
let s:limit = 60000

function! s:Until(ms, Ask) abort
  let l:begin = reltime()
  while !a:Ask() && reltimefloat(reltime(l:begin)) * 1000 < a:ms
    sleep 20m
  endwhile
  return a:Ask()
endfunction

function! s:Go(place) abort
  let l:text = getline(a:place[0] + 1)
  let [l:units, l:bytes] = [0, 0]
  for l:char in str2list(l:text)
    if l:units >= a:place[1] | break | endif
    let l:units += l:char > 0xFFFF ? 2 : 1
    let l:bytes += len(nr2char(l:char))
  endfor
  call cursor(a:place[0] + 1, l:bytes + 1)
endfunction

function! s:Diagnostics() abort
  let l:rest = {'count': -1, 'since': reltime()}
  call s:Until(s:limit, {-> s:Rested(l:rest)})
  for l:one in ale#engine#GetLoclist(s:buffer)
    call add(s:report.diagnostics, {'line': l:one.lnum - 1, 'character': l:one.col - 1,
      \ 'end_line': get(l:one, 'end_lnum', l:one.lnum) - 1, 'end_character': get(l:one, 'end_col', l:one.col),
      \ 'severity': l:one.type ==# 'E' ? 'error' : l:one.type ==# 'W' ? 'warning' : get(l:one, 'sub_type', ''),
      \ 'code': get(l:one, 'code', ''), 'source': l:one.linter_name, 'message': l:one.text})
  endfor
endfunction

" Whether what is counted is more than nothing and has rested a while.
function! s:Rested(rest) abort
  let l:now = len(ale#engine#GetLoclist(s:buffer))
  if l:now != a:rest.count
    let [a:rest.count, a:rest.since] = [l:now, reltime()]
  endif
  return l:now > 0 && reltimefloat(reltime(a:rest.since)) > 0.6
endfunction

function! s:Previews() abort
  return filter(range(1, winnr('$')), 'getwinvar(v:val, "&previewwindow")')
endfunction

function! s:Hover(place) abort
  pclose
  call s:Go(a:place)
  ALEHover
  call s:Until(20000, {-> !empty(s:Previews())})
  let l:windows = s:Previews()
  return empty(l:windows) ? '' : join(getbufline(winbufnr(l:windows[0]), 1, '$'), "\n")
endfunction

function! s:Definition(place) abort
  pclose
  call s:Go(a:place)
  let l:before = getcurpos()[1:2]
  ALEGoToDefinition
  call s:Until(20000, {-> getcurpos()[1:2] != l:before || bufnr('%') != s:buffer})
  let l:target = {'file': expand('%:p'), 'line': line('.') - 1, 'character': col('.') - 1}
  execute 'buffer ' . s:buffer
  return l:target
endfunction

function! s:References(place) abort
  call s:Go(a:place)
  call setqflist([])
  ALEFindReferences -quickfix
  call s:Until(20000, {-> !empty(getqflist())})
  cclose
  return len(getqflist())
endfunction

function! s:Main() abort
  try
    execute 'edit ' . fnameescape(s:plan.file)
    let s:buffer = bufnr('%')
    call s:Diagnostics()
    call map(s:plan.hovers, {_, place -> add(s:report.hovers, s:Hover(place))})
    call map(s:plan.definitions, {_, place -> add(s:report.definitions, s:Definition(place))})
    call map(s:plan.references, {_, place -> add(s:report.references, s:References(place))})
  catch
    call add(s:report.errors, v:exception . ' at ' . v:throwpoint)
  endtry
  call writefile([json_encode(s:report)], $REPORT)
  silent! ALEStopAllLSPs
  qall!
endfunction

autocmd VimEnter * ++nested call s:Main()
