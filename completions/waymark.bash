# bash completion for waymark: source it, or put it where bash-completion looks.
_waymark() {
    local IFS=$'\n' word
    COMPREPLY=()
    for word in $(waymark __complete --quiet -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null); do
        word=${word%%$'\t'*}
        [ "$word" = ":files" ] && { COMPREPLY+=($(compgen -f -- "${COMP_WORDS[COMP_CWORD]}")); continue; }
        COMPREPLY+=("$word")
    done
}
complete -o filenames -F _waymark waymark
