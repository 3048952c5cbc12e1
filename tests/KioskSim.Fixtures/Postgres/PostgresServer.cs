using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using KioskSim.Domain.Randomness;

namespace KioskSim.Fixtures.Postgres;

/// <summary>
/// Debian's PostgreSQL on loopback, in a folder of its own, once a run of tests and only where one asks. Nobody has to stop it: it ends, and
/// its folder goes, when the process that started it is gone, however it went.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    const string Programs = "/usr/lib/postgresql/15/bin";

    // The server lives until the pipe from the test program is closed. A signal to the test program's group, as an impatient caller sends
    // it, does not reach the script (setsid); one that does ends the server as well. PostgreSQL refuses to run as root.
    const string Script = """
        set -eu
        read -r password
        folder=$(mktemp -d)
        server=
        trap '[ -z "$server" ] || { kill -INT $server && wait $server; } || true; rm -rf "$folder"' EXIT
        trap 'exit 1' HUP INT TERM
        echo "$password" > "$folder/password"
        "$1/initdb" -D "$folder/data" -U kiosksim --pwfile "$folder/password" -A scram-sha-256 -E UTF8 --no-locale --no-sync > "$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
        "$1/postgres" -D "$folder/data" -c listen_addresses=127.0.0.1 -c port="$2" -c unix_socket_directories= >> "$folder/log" 2>&1 &
        server=$!
        until grep -qs ^ready "$folder/data/postmaster.pid"; do # whoever answers at the port may be another's
          kill -0 $server 2> /dev/null || { cat "$folder/log"; exit 1; }
          sleep 0.05
        done
        echo "ready $folder/data"
        cat > /dev/null
        """;

    static readonly Lazy<PostgresServer> Started = new(Start);

    readonly Process _script;

    PostgresServer(Process script, string data, string connectionString) => (_script, Data, ConnectionString) = (script, data, connectionString);

    /// <summary>Why there is none to test with; null: there is one.</summary>
    public static string? Missing { get; } =
        File.Exists(Path.Combine(Programs, "initdb")) ? null : "PostgreSQL is not installed (Debian package postgresql-15).";

    public static PostgresServer Shared => Started.Value;

    /// <summary>The server's data folder: what a thief of its disk has.</summary>
    public string Data { get; }

    public string ConnectionString { get; }

    /// <summary>A schema by pg_dump, while it is written to: all as it was at one moment.</summary>
    public byte[] Dump(string schema) => ForeignProgram.RunWell(
        "postgresql-client-15", Path.Combine(Programs, "pg_dump"), ["--format=custom", $"--schema={schema}", $"--dbname={Address}"]).Output;

    /// <summary>The same read in by pg_restore, where the schema is not there.</summary>
    public void Restore(byte[] dump) => ForeignProgram.RunWell(
        "postgresql-client-15", Path.Combine(Programs, "pg_restore"), ["--exit-on-error", "--single-transaction", $"--dbname={Address}"], input: dump);

    /// <summary>What its owner's psql says to a statement, line by line.</summary>
    public IReadOnlyList<string> Ask(string statement) => ForeignProgram.RunWell(
        "postgresql-client-15", Path.Combine(Programs, "psql"), ["--tuples-only", "--no-align", "--quiet", $"--dbname={Address}", $"--command={statement}"])
        .Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    // As PostgreSQL's own programs take it.
    string Address => string.Join(' ', ConnectionString.Split(';').Select(p => p.Split('=')).Select(p => $"{Word(p[0])}={p[1]}"));

    static string Word(string option) => option switch
    {
        "Username" => "user",
        "Database" => "dbname",
        _ => option.ToLowerInvariant(),
    };

    /// <summary>Stops it before the test program ends, for a test that wants it gone.</summary>
    public void Dispose()
    {
        _script.StandardInput.Close();
        _script.WaitForExit();
        _script.Dispose();
    }

    /// <summary>One more, of a test's own.</summary>
    /// <exception cref="InvalidOperationException">It does not start; with what it said.</exception>
    public static PostgresServer Start()
    {
        // A port that was free may be another program's by the time that PostgreSQL asks for it: then it ends, and another is tried.
        for (var tries = 1; ; tries++)
        {
            var (server, said) = TryStart(FreePort());
            if (server is not null)
                return server;
            if (tries == 5 || !said.Contains("Address already in use", StringComparison.Ordinal))
                throw new InvalidOperationException($"PostgreSQL does not start: {said}");
        }
    }

    static (PostgresServer? Server, string Said) TryStart(int port)
    {
        string[] script = ["sh", "-c", Script, "postgres", Programs, $"{port}"];
        var process = Process.Start(new ProcessStartInfo("setsid", Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", .. script] : script)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath(),
        })!;
        var password = Convert.ToHexString(Entropy.Secure.Bytes(16));
        process.StandardInput.WriteLine(password);
        process.StandardInput.Flush();
        var said = process.StandardOutput.ReadLine() ?? "";
        if (said.Split(' ') is ["ready", var data])
            return (new PostgresServer(process, data, $"Host=127.0.0.1;Port={port};Username=kiosksim;Password={password};Database=postgres"), said);
        said += process.StandardOutput.ReadToEnd();
        process.Dispose();
        return (null, said);
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
