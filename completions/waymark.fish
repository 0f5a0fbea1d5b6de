# fish completion for waymark: put it into ~/.config/fish/completions/waymark.fish
function __waymark_offers
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    waymark __complete --quiet -- $words[2..-1] "$current" 2>/dev/null | string match -v ':files'
end
function __waymark_wants_files
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    waymark __complete --quiet -- $words[2..-1] "$current" 2>/dev/null | string match -q ':files'
end
complete -c waymark -f -a '(__waymark_offers)'
complete -c waymark -n __waymark_wants_files -F
