#compdef stafi-router
# zsh completion for stafi-router:  stafi-router completion zsh > "${fpath[1]}/_stafi-router"
_stafi_router() {
    local first=${words[2]} second=${words[3]}
    if ((CURRENT == 2)); then
        compadd config version completion
        return
    fi
    case "$first" in
    esac
    case "$first $second" in
        'config'*) _arguments -s \
            '--config[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:_files' \
            '--data-dir[where the daemons keep their database; the offline commands do not use it]:FOLDER:_files -/' \
            '--output[how results and errors are printed]:text|json:(text json)' \
            '--log-level[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s[seconds between two lines about the same long work]:N:' \
            '--work-threads-max[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]' ;;
        'version'*) _arguments -s \
            '--config[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:_files' \
            '--data-dir[where the daemons keep their database; the offline commands do not use it]:FOLDER:_files -/' \
            '--output[how results and errors are printed]:text|json:(text json)' \
            '--log-level[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s[seconds between two lines about the same long work]:N:' \
            '--work-threads-max[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]' ;;
        'completion'*) _arguments -s \
            '--config[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:_files' \
            '--data-dir[where the daemons keep their database; the offline commands do not use it]:FOLDER:_files -/' \
            '--output[how results and errors are printed]:text|json:(text json)' \
            '--log-level[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s[seconds between two lines about the same long work]:N:' \
            '--work-threads-max[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]' \
            '*:bash|zsh|fish:(bash zsh fish)' ;;
    esac
}
_stafi_router "$@"
