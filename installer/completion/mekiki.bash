# shellcheck shell=bash
# Completion for mekiki: what the program's own help names at that place.
_mekiki_words() {
  mekiki "$@" --help 2>/dev/null | sed -nE \
    -e '/^Subcommands:/,$ { s/^  ([a-z][a-z-]*) .*/\1/p }' -e 's/^  (-[a-z],)?(--[a-z-]+).*/\2/p'
}

_mekiki() {
  local current=${COMP_WORDS[COMP_CWORD]} word
  local -a commands=()
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [[ $word =~ ^[a-z]+$ && ${#commands[@]} -lt 2 ]]; then commands+=("$word"); fi
  done
  case ${COMP_WORDS[COMP_CWORD - 1]} in
    --lang) mapfile -t COMPREPLY < <(compgen -W "en ja" -- "$current"); return ;;
    explain) mapfile -t COMPREPLY < <(compgen -W "$(mekiki explain 2>/dev/null | cut -d' ' -f1)" -- "$current"); return ;;
  esac
  if [[ ${commands[0]:-} == @(config|data) ]]; then commands=("${commands[@]:0:2}"); else commands=("${commands[@]:0:1}"); fi
  mapfile -t COMPREPLY < <(compgen -W "$(_mekiki_words "${commands[@]}")" -- "$current")
  if [[ $current != -* && ${#COMPREPLY[@]} -eq 0 ]]; then mapfile -t COMPREPLY < <(compgen -f -- "$current"); fi
}
complete -o filenames -F _mekiki mekiki
