namespace KioskSim.Compose;

/// <summary>What may befall a container.</summary>
/// <param name="Begin">Given what runs, and the service; says how it is over again.</param>
/// <param name="Lasts">Longer than anybody waits for an answer.</param>
sealed record Trouble(string Name, Func<Containers, string, Action> Begin, bool Lasts)
{
    public static readonly Trouble Killed = OfEngine("is killed", "kill", "start", lasts: false);

    public static readonly Trouble StandsStill = OfEngine("stands still", "pause", "unpause", lasts: true);

    /// <summary>A service is taken off a line, and put on it again.</summary>
    public static Trouble CutOff(string network) => new($"is cut off from {network}", (all, service) => all.CutOff(service, network), Lasts: true);

    /// <summary>It befalls a service, and is over.</summary>
    /// <param name="begun">Done when it has begun; null: nothing.</param>
    public void Befall(Containers all, string service, Action? begun = null)
    {
        var end = Begin(all, service);
        begun?.Invoke();
        if (Lasts)
            Containers.LetPatienceEnd();
        end();
    }

    public override string ToString() => Name;

    static Trouble OfEngine(string name, string begin, string end, bool lasts) => new(
        name,
        (all, service) =>
        {
            var id = all.Id(service);
            Containers.DockerWell(begin, id);
            return () => Containers.DockerWell(end, id);
        },
        lasts);
}
