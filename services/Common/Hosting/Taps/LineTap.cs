namespace KioskSim.Hosting.Taps;

/// <summary>
/// Somebody with an ear on a line, between TLS and the socket: hears what a listener on the cable would. Off unless a run asks for it
/// (<see cref="Deployments.Deployment.Tapped"/>), and it never has a key.
/// </summary>
sealed class LineTap
{
    readonly Lock _lock = new();
    readonly List<Overheard> _listening = [];

    /// <summary>The same stream, listened to.</summary>
    /// <param name="socket">Under TLS.</param>
    public Stream On(Stream socket) => new TappedStream(socket, this);

    /// <summary>Listens until <see cref="End"/>.</summary>
    public Overheard Begin()
    {
        var overheard = new Overheard();
        lock (_lock)
            _listening.Add(overheard);
        return overheard;
    }

    public void End(Overheard overheard)
    {
        lock (_lock)
            _listening.Remove(overheard);
    }

    internal void Hear(ReadOnlySpan<byte> bytes, bool toService)
    {
        lock (_lock)
        {
            foreach (var overheard in _listening)
                (toService ? overheard.ToService : overheard.ToCaller).Add(bytes);
        }
    }
}
