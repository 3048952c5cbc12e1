namespace KioskSim.Proof.Rush;

/// <summary>People who wait for each other, so that all press the same key at one moment; who is sent home earlier is not waited for.</summary>
sealed class Crowd(int people)
{
    readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _missing = people;

    /// <returns>Done when nobody is missing.</returns>
    public Task MeetAsync()
    {
        LeaveOrMeet();
        return _all.Task;
    }

    public void LeaveOrMeet()
    {
        if (Interlocked.Decrement(ref _missing) == 0)
            _all.SetResult();
    }
}
