# Completion for mekiki: what the program's own help names at that place.
function __mekiki_offers
    set -l commands (string match -r '^[a-z]+$' -- (commandline -opc)[2..-1])
    if not contains -- "$commands[1]" config data
        set commands $commands[1]
    end
    mekiki $commands[1..2] --help 2>/dev/null | string replace -rf '^  (?:-[a-z],)?(--[a-z-]+|[a-z][a-z-]*)(?: [^ ]+)* {2,}(.*)' '$1\t$2'
end
complete -c mekiki -a '(__mekiki_offers)'
