namespace KioskSim.Compose;

/// <summary>What the scripts that start containers refuse.</summary>
public sealed class StartTests(Containers containers)
{
    [Fact]
    public void Tables_whose_keys_are_gone_are_not_given_new_ones()
    {
        var folder = Path.Combine(containers.Needed().Work, "another");
        var up = containers.ScriptIn(folder, "up.sh");
        Assert.Equal(1, up.ExitCode);
        Assert.Contains("make down", up.Errors, StringComparison.Ordinal);
        Assert.False(Path.Exists(folder));
    }
}
