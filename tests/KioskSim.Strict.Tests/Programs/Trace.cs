using System.Text.RegularExpressions;

namespace KioskSim.Strict.Tests.Programs;

/// <summary>A system call as strace writes it down.</summary>
sealed partial record Trace(string Name, string Arguments, string Answer)
{
    static readonly string[] Opening = ["open", "openat", "openat2", "creat"];
    static readonly string[] Writing = ["write", "pwrite64", "writev", "pwritev", "pwritev2", "sendfile", "copy_file_range", "splice", "fallocate", "ftruncate"];

    static readonly string[] Changing =
    [
        "truncate", "mkdir", "mkdirat", "mknod", "mknodat", "symlink", "symlinkat", "link", "linkat", "rename", "renameat", "renameat2", "unlink", "unlinkat",
        "rmdir", "chmod", "fchmod", "fchmodat", "chown", "fchown", "lchown", "fchownat", "utimensat", "setxattr", "lsetxattr", "fsetxattr", "mount", "shmget",
        "msgget", "mq_open", "add_key",
    ];

    public static IEnumerable<string> Calls => [.. Opening, .. Writing, .. Changing, "execve"];

    /// <summary>It did something to a file. Not counted: pipes, sockets and events, which are no files, and the runtime's own memory for code.</summary>
    public bool Writes =>
        !Answer.StartsWith("-1", StringComparison.Ordinal)
        && ((Opening.Contains(Name) && ToWrite().IsMatch(Arguments) && !Answer.Contains("</dev/null>", StringComparison.Ordinal))
            || (Writing.Contains(Name) && FirstDescriptor().Match(Arguments).Groups[1].Value is ['/', ..] target && !target.StartsWith("/memfd:doublemapper", StringComparison.Ordinal))
            || Changing.Contains(Name));

    /// <summary>From the second execve on: the program inside the sandbox. Lines of a call that was interrupted by another are put together.</summary>
    public static IEnumerable<Trace> SinceItBeganAnew(IEnumerable<string> lines)
    {
        var begun = new Dictionary<string, string>();
        var began = 0;
        foreach (var line in lines)
        {
            var (thread, call) = line.IndexOf(' ') is var space and > 0 ? (line[..space], line[space..].TrimStart()) : ("", line);
            if (call.EndsWith("<unfinished ...>", StringComparison.Ordinal))
            {
                begun[thread] = call[..^"<unfinished ...>".Length].TrimEnd();
                continue;
            }

            if (Resumed().Match(call) is { Success: true } resumed && begun.Remove(thread, out var first))
                call = first + call[resumed.Length..];
            if (Call().Match(call) is not { Success: true } match)
                continue;
            var one = new Trace(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value);
            if (one.Name == "execve" && !one.Answer.StartsWith("-1", StringComparison.Ordinal))
                began++;
            if (began >= 2)
                yield return one;
        }
    }

    [GeneratedRegex(@"^(\w+)\((.*)\)\s+= (.*)$")]
    private static partial Regex Call();

    [GeneratedRegex(@"^<\.\.\. \w+ resumed>")]
    private static partial Regex Resumed();

    [GeneratedRegex("O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND")]
    private static partial Regex ToWrite();

    [GeneratedRegex(@"^\d+<([^>]*)>")]
    private static partial Regex FirstDescriptor();
}
