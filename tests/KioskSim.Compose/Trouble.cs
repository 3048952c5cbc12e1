namespace KioskSim.Compose;

/// <summary>What may befall a container, and how it is over again.</summary>
/// <param name="Begin">Given what runs, and the service.</param>
/// <param name="Lasts">Longer than anybody waits for an answer.</param>
sealed record Trouble(string Name, Action<Containers, string> Begin, Action<Containers, string> End, bool Lasts)
{
    public static readonly Trouble Killed = new(
        "is killed", (all, service) => Containers.Docker("kill", all.Id(service)), (all, service) => Containers.Docker("start", all.Id(service)), Lasts: false);

    public static readonly Trouble StandsStill = new(
        "stands still", (all, service) => Containers.Docker("pause", all.Id(service)), (all, service) => Containers.Docker("unpause", all.Id(service)), Lasts: true);

    /// <summary>A line is cut at the end of a service.</summary>
    public static Trouble CutOff(string network) => new(
        $"is cut off from {network}", (all, service) => all.Plug(service, network, isIn: false), (all, service) => all.Plug(service, network, isIn: true), Lasts: true);

    /// <summary>It befalls a service, and is over.</summary>
    /// <param name="begun">Done when it has begun; null: nothing.</param>
    public void Befall(Containers all, string service, Action? begun = null)
    {
        Begin(all, service);
        begun?.Invoke();
        if (Lasts)
            Containers.LetPatienceEnd();
        End(all, service);
    }

    public override string ToString() => Name;
}
