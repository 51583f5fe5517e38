namespace ImapApi.Bench.Soak;

/// <param name="At">Since the load began.</param>
/// <param name="MiB">Resident memory.</param>
/// <param name="Cpu">Seconds of processor time until then.</param>
internal sealed record ProcessSample(TimeSpan At, double MiB, int Descriptors, double Cpu);
