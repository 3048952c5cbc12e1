namespace KioskSim.Compose;

/// <summary>Many people at the machine, and all checkers at their backs.</summary>
static class Rush
{
    /// <returns>What `kiosksim prove --json` says when it is over.</returns>
    public static ForeignProgram Run(Containers containers) => containers.Script(
        "compose.sh", "run", "--rm", "--use-aliases", "prover", "prove", "--deployment", "/run/secrets/prover", "--data", "/data", "--world", "/world", "--json");

    public static Task<ForeignProgram> Begin(Containers containers) => Task.Run(() => Run(containers), TestContext.Current.CancellationToken);
}
