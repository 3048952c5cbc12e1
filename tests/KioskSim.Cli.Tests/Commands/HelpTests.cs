using KioskSim.Cli.Tests.Programs;

namespace KioskSim.Cli.Tests.Commands;

/// <summary>Everything can be found out from --help.</summary>
public sealed class HelpTests(SeededWorld world)
{
    [Theory]
    [InlineData("seed", "--residents --seed --cities --world --overwrite")]
    [InlineData("residents", "--city --with --count --seed --world --json")]
    [InlineData("offers", "--city --kiosk --at --cities --json")]
    [InlineData("issue", "--city --resident --kind --items --members --copies --home --card --pin --pin-tries --at --down --reader --vpcd --out --lang --world --deployment --data --json")]
    [InlineData("card serve", "--city --resident --world --state --vpcd --json")]
    [InlineData("card show", "--city --resident --world --state --json")]
    [InlineData("card reserve-pin", "--city --resident --world --state --signing --other-pin --at --json")]
    [InlineData("card to-phone", "--city --resident --world --state --signing-pin --phone-pin --without-pin --at --json")]
    [InlineData("card hold", "--city --resident --world --state --phone --json")]
    [InlineData("card reset-pin", "--city --resident --world --state --new-pin --again --at --json")]
    [InlineData("use-registration", "--city --resident --world --state --at --json")]
    [InlineData("night-duty search", "--city --name --birth-date --at --world --state --json")]
    [InlineData("register-office approve", "--city --notice --entry --at --world --state --json")]
    [InlineData("audit verify", "--city --head --world --state --json")]
    [InlineData("feed check", "--register --file --json")]
    [InlineData("feed push", "--city --register --file --as-of --world --json")]
    [InlineData("feed export", "--city --register --file --world")]
    [InlineData("paper print", "--printer --seed --out")]
    [InlineData("paper scan", "--scanner --dpi --skew --seed --out")]
    [InlineData("paper copy", "--copier --seed --out")]
    [InlineData("paper view", "--out --json")]
    [InlineData("paper verify", "--front --inquiry --out --world --json")]
    [InlineData("load", "--rate --profile --speedup --duration --users --issues --spread --queue --seed --kiosks --cities --residents --people --replicas --shard --prove --fault --guard --line-fault --deployment --data --world --threshold --out --json")]
    [InlineData("load merge", "--threshold --out --json")]
    [InlineData("demo", "--port --text --residents --seed --out --lang --deployment --data --world")]
    [InlineData("deployment", "--out --kiosks --people --at --world")]
    [InlineData("registers", "--deployment --world")]
    [InlineData("renew", "--from --out --line")]
    [InlineData("city backup", "--deployment --name --data --out")]
    [InlineData("city restored", "--deployment --name --data --nothing-is-missing")]
    [InlineData("city reopen", "--deployment --name --data --notices-are-in")]
    public async Task Help_lists_every_option_with_a_word_about_it(string command, string options)
    {
        var ended = await world.RunAsync([.. command.Split(' '), "--help"]);

        Assert.Equal(0, ended.ExitCode);
        Assert.Empty(ended.Error);
        var listed = ended.Output.Split('\n').Select(l => l.Trim()).Where(l => l.StartsWith("--", StringComparison.Ordinal)).ToList();
        Assert.Equal(options.Split(' '), listed.Select(l => l.Split(' ')[0]));
        Assert.All(listed, l => Assert.Matches(@"  \p{L}.{10,}", l)); // option, two blanks or more, a description
    }

    [Fact]
    public async Task Help_lists_every_command()
    {
        var ended = await world.RunAsync("--help");

        Assert.Equal(0, ended.ExitCode);
        Assert.Matches(@"(?s)Commands:\s+seed .*\n\s+residents .*\n\s+offers .*\n\s+issue .*\n\s+card .*\n\s+use-registration .*\n\s+night-duty .*\n\s+register-office .*\n\s+audit .*\n\s+feed .*\n\s+paper .*\n\s+prove .*\n\s+load .*\n\s+demo ", ended.Output);
        Assert.Contains("docs/exit-codes.md", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_is_one_line()
    {
        var ended = await world.RunAsync("--version");

        Assert.Equal(0, ended.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", ended.Output);
    }
}
