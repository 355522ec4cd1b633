#compdef mekiki
# Completion for mekiki: what the program's own help names at that place.
_mekiki() {
  local -a commands offered
  local word
  for word in ${words[2,CURRENT-1]}; do
    [[ $word =~ '^[a-z]+$' ]] && commands+=$word
  done
  if [[ $commands[1] == (config|data) ]]; then commands=($commands[1,2]); else commands=($commands[1]); fi
  offered=(${(f)"$(mekiki $commands --help 2>/dev/null | sed -nE \
    -e '/^Subcommands:/,$ { s/^  ([a-z][a-z-]*) +(.*)/\1:\2/p }' \
    -e 's/^  (-[a-z],)?(--[a-z-]+)[^ ]*( [^ ]+)* {2,}(.*)/\2:\4/p')"})
  _describe -o mekiki offered
  [[ $words[CURRENT] == -* ]] || _files
}
_mekiki "$@"
